"""What a phone is shown: never more than its student may know by now."""
