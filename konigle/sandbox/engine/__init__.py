"""Campaigns under the clock: scheduling, delivery, outbox."""
