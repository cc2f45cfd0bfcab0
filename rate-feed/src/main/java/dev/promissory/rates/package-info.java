/**
 * Prices from outside. They are read from a file or polled from an HTTP source, which may fail, stall or lie; what can be
 * believed is published to wallet.rates with its source and time, and everything else is refused and told.
 */
package dev.promissory.rates;
