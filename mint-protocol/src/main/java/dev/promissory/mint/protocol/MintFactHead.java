package dev.promissory.mint.protocol;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import java.time.Instant;

/**
 * What every fact of the mint has.
 *
 * @param currency it happened to
 * @param sequence its place in that currency's history, gapless from 1
 * @param commandId of issuing and caps: the command's; of gifts: the gift's, under which the wallets know its transfer
 * @param at the time of the record that caused it, never before the currency's previous fact
 */
public record MintFactHead(Currency currency, long sequence, CommandId commandId, Instant at) {}
