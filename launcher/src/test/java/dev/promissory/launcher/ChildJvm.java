package dev.promissory.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own, of this version and with this class path, for what a test cannot do to the one that it runs in. */
final class ChildJvm {

    private ChildJvm() {}

    /** @param options of the JVM */
    static ProcessBuilder of(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
