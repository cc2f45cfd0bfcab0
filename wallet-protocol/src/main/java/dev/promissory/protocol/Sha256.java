package dev.promissory.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash function of the project. */
public final class Sha256 {

    private Sha256() {}

    /** A new one; not for several threads at once. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
