"""Words that are guessed first: passwords made of them alone are refused.

Written for this program: plain words, keyboard rows and what a ward would think of.
"""

from __future__ import annotations

_WORDS = """
password passwort passw0rd kennwort geheim secret topsecret changeme changeit letmein login
welcome willkommen hello hallo administrator admin root user guest test testing default my the
qwerty qwertz qwertyuiop qwertzuiop asdfghjkl asdfgh yxcvbnm zxcvbnm azerty
iloveyou ichliebedich sunshine princess dragon monkey football baseball superman batman
master shadow trustno1 whatever freedom starwars summer winter spring autumn sommer fruehling
herbst january february december monday friday montag freitag
hospital krankenhaus klinik clinic nurse nursing doctor physician station ward patient unit
apheresis apherese plasma plasmapheresis plasmapherese exchange dialysis dialyse plexlog
citrate albumin heparin catheter blood transfusion
computer internet keyboard windows desktop network security sicherheit
"""
COMMON = frozenset(_WORDS.split())
ROWS = ("qwertyuiop", "qwertzuiop", "asdfghjkl", "yxcvbnm", "zxcvbnm", "1234567890", "0123456789")
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
