/**
 * The mint: a neighbour of the wallets that issues currency into a wallet of its own and gives something back to everybody
 * whose transfer was kept. It knows the wallets by what they publish (facts, answers) and by what anybody may ask of
 * them (commands), and by nothing else.
 *
 * <p>Rules: {@code MintSteward}, {@code GiftRate}. Dataflow: {@code MintTopology}; {@code Witness} reads the wallets'
 * facts, and the steward of each currency decides.
 */
package dev.promissory.mint.service;
