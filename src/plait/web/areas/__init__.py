"""Pages of clinical areas: which of them a clinical leader or champion reached, and the visits."""
