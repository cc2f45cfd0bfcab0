package dev.promissory.kit;

/**
 * Is told what cannot go on, and why. {@link Fatal} ends the process then; what others can do without is told to somebody
 * who ends that alone. Called from any thread.
 */
@FunctionalInterface
public interface Faults {

    void report(String service, Throwable cause);
}
