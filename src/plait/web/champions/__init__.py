"""Pages of champions: who they are, where and when they are there, and whom none of them reaches."""
