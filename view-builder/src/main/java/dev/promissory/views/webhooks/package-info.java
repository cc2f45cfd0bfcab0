/**
 * Tells the world: facts are posted to the URLs that are registered for them, signed, at least once, each wallet's in
 * their order.
 *
 * <p>{@code WebhookRoutes} write registrations to wallet.webhooks through {@code RegistryLog}; every instance reads them
 * back into a {@code Registry}. {@code Workers} run one {@code Worker} for each active webhook over the partitions that
 * are on this instance: it follows the facts, delivers batch after batch through {@code Courier}, and keeps its place as
 * the offsets of a Kafka group. What is given up goes to wallet.webhooks-undelivered.
 */
package dev.promissory.views.webhooks;
