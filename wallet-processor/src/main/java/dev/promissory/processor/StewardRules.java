package dev.promissory.processor;

import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicLayout;
import java.time.Duration;

/**
 * What the stewards go by.
 *
 * @param autoOpen whether a first deposit or incoming transfer opens a wallet
 * @param rememberFor how long, at least, a repeated command gets its first answer
 * @param key which the stewards sign with
 * @param layout of the topics they read and write
 */
record StewardRules(boolean autoOpen, Duration rememberFor, SigningKey key, TopicLayout layout) {}
