package dev.promissory.mint.service;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicLayout;
import java.time.Duration;

/**
 * What the mint goes by.
 *
 * @param wallet its own
 * @param rate of gifts
 * @param rememberFor how long, at least, a repeated command gets its first answer
 * @param key which it signs its facts and sightings with; its own, not the wallets' stewards'
 * @param layout of the topics it reads and writes
 */
record MintRules(WalletId wallet, GiftRate rate, Duration rememberFor, SigningKey key, TopicLayout layout) {}
