package dev.promissory.domain;

import java.time.Instant;

/**
 * What every fact has.
 *
 * @param walletId the wallet it happened to
 * @param sequence its place in that wallet's history, gapless from 1
 * @param commandId the command that caused it; for what happens at the other end of a promise, the sender's
 * @param at the time of the record that caused it, never before the wallet's previous fact
 * @param memo the command's
 */
public record FactHead(WalletId walletId, long sequence, CommandId commandId, Instant at, Memo memo) {}
