"""What issues and responses state: meetings, people, money, rules, documents, counts, dates, responsibility.

``read.py`` puts the families together: read it first.
"""
