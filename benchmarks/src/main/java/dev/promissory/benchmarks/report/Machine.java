package dev.promissory.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the figures come from. Of a system elsewhere it is only the machine that has measured. */
final class Machine {

    /** Set by the start script, which knows the working copy that it has built. */
    private static final String COMMIT = "promissory.commit";

    private Machine() {}

    static Map<String, Object> described() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            machine.put("memoryBytes", system.getTotalMemorySize());
        }
        machine.put("heapBytes", Runtime.getRuntime().maxMemory());
        machine.put("jdk", Runtime.version().toString());
        machine.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        return machine;
    }

    /** Of the bench; {@code +} behind it for changes that are not committed. */
    static Optional<String> commit() {
        return Optional.ofNullable(System.getProperty(COMMIT)).filter(commit -> !commit.isBlank());
    }
}
