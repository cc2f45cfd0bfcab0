package dev.promissory.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what generations leave that nobody needs any more: the folder on this instance, and the group and the changelogs
 * in Kafka once no instance is in the group. Whatever an interrupted removal left is found by its name.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final long TIMEOUT_MS = 5_000;

    private final Path stateDir;
    private final Admin admin;

    /** @param admin not closed by this */
    Leftovers(Path stateDir, Admin admin) {
        this.stateDir = stateDir;
        this.admin = admin;
    }

    /**
     * Whether nothing is left of them. A group that is in use stays, and so do its changelogs: the last instance that
     * leaves it removes them.
     *
     * @param unneeded never to be needed again, by any instance
     */
    boolean remove(Predicate<GenerationName> unneeded) throws InterruptedException {
        boolean foldersGone = removeFolders(unneeded);
        try {
            boolean groupsGone = removeGroups(unneeded);
            return groupsGone && removeChangelogs(unneeded) && foldersGone;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Kafka does not remove what earlier generations left; it is asked again: {}", e.toString());
            return false;
        }
    }

    /** Whether none is left. Threads that did not end in time may still write into one. */
    private boolean removeFolders(Predicate<GenerationName> unneeded) {
        try {
            for (Path folder : folders(unneeded)) {
                LOG.info("Removing the tables in {}", folder);
                delete(folder);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Tables that are not needed cannot be removed; it is tried again: {}", e.toString());
            return false;
        }
    }

    private List<Path> folders(Predicate<GenerationName> unneeded) throws IOException {
        if (!Files.isDirectory(stateDir)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(stateDir)) {
            return entries.filter(entry -> GenerationName.ofApplicationId(
                                    entry.getFileName().toString())
                            .filter(unneeded)
                            .isPresent())
                    .toList();
        }
    }

    private boolean removeGroups(Predicate<GenerationName> unneeded)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> all = get(admin.listGroups().all()).stream()
                .map(GroupListing::groupId)
                .toList();
        List<String> groups = named(all, GenerationName::ofApplicationId, unneeded);
        boolean gone = true;
        for (Map.Entry<String, KafkaFuture<Void>> deleted :
                admin.deleteConsumerGroups(groups).deletedGroups().entrySet()) {
            gone &= isDone(deleted.getKey(), deleted.getValue());
        }
        return gone;
    }

    private boolean removeChangelogs(Predicate<GenerationName> unneeded)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> topics = named(get(admin.listTopics().names()), GenerationName::ofChangelog, unneeded);
        boolean gone = true;
        for (Map.Entry<String, KafkaFuture<Void>> deleted :
                admin.deleteTopics(topics).topicNameValues().entrySet()) {
            gone &= isDone(deleted.getKey(), deleted.getValue());
        }
        return gone;
    }

    private static List<String> named(
            Collection<String> names,
            Function<String, Optional<GenerationName>> read,
            Predicate<GenerationName> unneeded) {
        List<String> named = new ArrayList<>();
        for (String name : names) {
            read.apply(name).filter(unneeded).ifPresent(generation -> named.add(name));
        }
        return named;
    }

    /** Whether it is gone; another instance may have removed it first. */
    private static boolean isDone(String name, KafkaFuture<Void> deleted)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            get(deleted);
            LOG.info("Removed {}", name);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            if (e.getCause() instanceof GroupIdNotFoundException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            throw e;
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
    }

    private static void delete(Path tree) throws IOException {
        List<Path> inside;
        try (Stream<Path> entries = Files.walk(tree)) {
            inside = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : inside) {
            Files.deleteIfExists(entry);
        }
    }
}
