"""The projector: what a class sees on the wall, and the keys with which its teacher leads the lesson."""
