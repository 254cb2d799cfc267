"""The variants on Slack: three handlers on a bare Bolt, and ours."""
