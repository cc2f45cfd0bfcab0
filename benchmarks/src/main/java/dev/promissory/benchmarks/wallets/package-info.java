/** The wallets that a run has opened for itself: found again by their mark, emptied and closed at the end. */
package dev.promissory.benchmarks.wallets;
