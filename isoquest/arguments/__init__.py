"""What can be typed behind `isoquest`, and which command it leads to. Nothing heavy is imported before it is needed."""
