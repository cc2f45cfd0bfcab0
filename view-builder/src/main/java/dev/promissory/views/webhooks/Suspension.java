package dev.promissory.views.webhooks;

import java.time.Instant;

/** Why a webhook is told nothing for now. */
record Suspension(String reason, Instant since) {}
