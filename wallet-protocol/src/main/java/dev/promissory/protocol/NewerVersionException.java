package dev.promissory.protocol;

/**
 * A record has a version or a type that only newer software knows, or somebody says so who wrote garbage. Where the
 * record is sealed it is the former: then a reader must stop and be updated, since what it does not know may matter.
 */
public final class NewerVersionException extends UnreadableException {

    private static final long serialVersionUID = 1L;

    public NewerVersionException(String reason, String field) {
        super(reason, field);
    }

    /** For whoever must update the service, of a record that is what it claims to be. */
    public NewerVersionException stopping(String record) {
        return new NewerVersionException(
                record + " is newer than this service: " + getMessage() + "; update this service first",
                field().orElse(null));
    }
}
