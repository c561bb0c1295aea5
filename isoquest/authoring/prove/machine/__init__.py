"""A scenario as a machine: variables of finite range, places, edges with conditions and effects."""
