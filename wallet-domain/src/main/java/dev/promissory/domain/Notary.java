package dev.promissory.domain;

/** Tells whether a steward wrote what a proof says. */
public interface Notary {

    boolean attests(Proof proof);
}
