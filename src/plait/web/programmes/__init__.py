"""Pages of programmes: what they report beside what their record shows, and what people said."""
