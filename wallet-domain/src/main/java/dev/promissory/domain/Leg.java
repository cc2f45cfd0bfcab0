package dev.promissory.domain;

/** One receiver of a promise, and the money promised to it. */
public record Leg(WalletId to, Money money) {}
