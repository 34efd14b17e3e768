"""The page of the journal. It stands above the components, the journal itself below them."""
