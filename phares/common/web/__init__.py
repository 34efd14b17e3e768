"""What every page is made of: components, tables, forms, audience, refusals, errors."""
