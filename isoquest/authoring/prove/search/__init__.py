"""Where states are too many: runs looked for from both ends, and proofs that there is none."""
