package dev.promissory.domain;

/**
 * A fact as it stands in its topic, with the seal its steward gave it. Who holds the stewards' key can tell a true one;
 * so a steward needs no memory of all that ever happened to undo some of it.
 *
 * @param value the record's value, exactly
 * @param previousHash hexadecimal, as the record's header has it
 * @param mac hexadecimal, as the record's header has it
 */
public record Proof(String value, String previousHash, String mac) {}
