"""Any bytes at every door: a clear refusal, never a traceback."""
