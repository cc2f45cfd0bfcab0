/**
 * How to write a neighbour of the wallets: a service of its own that reacts to their facts. A neighbour says what it does
 * about one fact ({@code Reaction}), and {@code Neighbour} does the rest: it reads wallet.facts from where it stopped,
 * checks each fact, hands over each one once, and commits what follows from it together with its position.
 *
 * <p>{@code FactReactions}, {@code Outbox} and {@code Courier} are the parts of it, for a service whose topology has more
 * to do.
 */
package dev.promissory.reactions;
