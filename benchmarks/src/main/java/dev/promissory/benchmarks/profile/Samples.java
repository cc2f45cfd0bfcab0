package dev.promissory.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * How often threads were met in which {@link Area}, or how many bytes they allocated there; threads that differ by numbers
 * alone taken together. A sample counts for the area of its innermost method that is in any.
 *
 * @param kind the event that was counted
 * @param counts by threads, then by area
 */
record Samples(String kind, Map<String, Map<String, Long>> counts) {

    /** Of processor time, native code included; Java 25 and newer, where it was switched on. */
    private static final String CPU_TIME = "jdk.CPUTimeSample";

    /** Of threads that run Java code; with the recorder's own settings. */
    private static final String RUNNING = "jdk.ExecutionSample";

    /** Of what is allocated, each standing for so many bytes; with the recorder's own settings. */
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";

    private static final String ELSE = "else";

    /**
     * Where time went.
     *
     * @throws IllegalArgumentException when the recording has no samples
     */
    static Samples ofTime(Path recording) throws IOException {
        return first(recording, CPU_TIME, RUNNING);
    }

    /**
     * Where how many bytes were allocated.
     *
     * @throws IllegalArgumentException when the recording has no samples
     */
    static Samples ofAllocation(Path recording) throws IOException {
        return first(recording, ALLOCATION);
    }

    private static Samples first(Path recording, String... kinds) throws IOException {
        for (String kind : kinds) {
            Samples samples = new Samples(kind, new TreeMap<>());
            samples.count(recording);
            if (samples.total() > 0) {
                return samples;
            }
        }
        throw new IllegalArgumentException(recording + " has no " + String.join(" and no ", kinds));
    }

    long total() {
        return counts.values().stream().mapToLong(Samples::sum).sum();
    }

    static long sum(Map<String, Long> areas) {
        return areas.values().stream().mapToLong(Long::longValue).sum();
    }

    private void count(Path recording) throws IOException {
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals(kind) && event.getStackTrace() != null) {
                    counts.computeIfAbsent(threads(event), name -> new TreeMap<>())
                            .merge(area(event), kind.equals(ALLOCATION) ? event.getLong("weight") : 1L, Long::sum);
                }
            }
        }
    }

    private String threads(RecordedEvent event) {
        RecordedThread thread = event.getThread(kind.equals(RUNNING) ? "sampledThread" : "eventThread");
        return thread == null || thread.getJavaName() == null ? "the JVM's own" : alike(thread.getJavaName());
    }

    /** Ids and numbers as {@code #}, and no more than tells kinds of threads apart. */
    static String alike(String thread) {
        String name = thread.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]+", "#");
        return name.isBlank() ? "unnamed" : name.substring(0, Math.min(60, name.length()));
    }

    private static String area(RecordedEvent event) {
        for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            var area = Area.of(frame.getMethod().getType().getName() + "."
                    + frame.getMethod().getName());
            if (area.isPresent()) {
                return area.get().name();
            }
        }
        return ELSE;
    }
}
