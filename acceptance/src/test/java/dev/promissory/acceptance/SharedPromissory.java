package dev.promissory.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running system for all the tests that do no harm to it; they stay apart by the names of their wallets and
 * currencies. It starts with the first and ends after the last.
 */
final class SharedPromissory implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(SharedPromissory.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Promissory.class;
    }

    @Override
    public Promissory resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent("shared", key -> new Shared(), Shared.class)
                .promissory;
    }

    private static final class Shared implements AutoCloseable {

        private final Path data = temporaryFolder();
        private final Promissory promissory = Promissory.run(data);

        @Override
        public void close() throws IOException {
            promissory.close();
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("promissory-acceptance");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
