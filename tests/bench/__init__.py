"""Speed, measured in one run and printed as JSON: medians, percentiles, ratios. Never a test."""
