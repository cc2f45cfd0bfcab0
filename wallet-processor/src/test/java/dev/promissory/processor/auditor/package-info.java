/**
 * A second ledger, written from what the first one promises and not from its code: plain Java, its own arithmetic, its
 * own idea of wallets, holds, promises and journals. It reads the same records as the stewards, foretells what they must
 * write, and says where they do not. It doubles as the shortest complete description of the rules.
 */
package dev.promissory.processor.auditor;
