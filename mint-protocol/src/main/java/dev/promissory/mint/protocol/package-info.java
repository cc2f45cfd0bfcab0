/**
 * What travels to and from the mint. The mint is a neighbour of the wallets: whoever asks it for something, or shows what
 * it did, knows this package and nothing else of it.
 */
package dev.promissory.mint.protocol;
