"""The two demonstration poles, with the source of each fact."""
