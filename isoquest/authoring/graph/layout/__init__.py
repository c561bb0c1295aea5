"""Where boxes and lines of a layered drawing go: ranks, then order within a rank, then coordinates.

After Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical System Structures" (1981), with the
phases of a story as fixed bands of ranks.
"""
