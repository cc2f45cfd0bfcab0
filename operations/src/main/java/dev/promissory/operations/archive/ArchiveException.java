package dev.promissory.operations.archive;

/** An archive that cannot be written or taken in, for a reason that the operator must know. The message is for them. */
public final class ArchiveException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ArchiveException(String message) {
        super(message);
    }

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
