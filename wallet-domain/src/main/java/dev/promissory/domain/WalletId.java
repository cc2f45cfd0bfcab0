package dev.promissory.domain;

/** A wallet's name. */
public record WalletId(String value) {}
