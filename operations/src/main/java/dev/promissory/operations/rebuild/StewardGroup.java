package dev.promissory.operations.rebuild;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The processors' consumer group, held by the rebuild: it is a member, under a protocol that no processor speaks. So it can
 * come in only when the last processor has gone, none can come in after it, and one that wakes up from a long pause finds
 * that its place is gone and commits nothing.
 */
final class StewardGroup implements AutoCloseable {

    static final String NAME = "promissory-processor";

    private static final Duration POLL = Duration.ofMillis(500);

    /** As for the processors: a rebuild that was killed gives the group back this late. */
    private static final int SESSION_MS = 6_000;

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> member;

    private StewardGroup(Admin admin, KafkaConsumer<byte[], byte[]> member) {
        this.admin = admin;
        this.member = member;
    }

    /**
     * Waits until all processors have left and nothing of theirs is in doubt, and takes their place.
     *
     * @throws RebuildException when that takes longer than the patience
     */
    static StewardGroup take(KafkaConnection kafka, Admin admin, Duration patience) {
        StewardGroup group = new StewardGroup(
                admin,
                new KafkaConsumer<>(
                        kafka.with(Map.of(
                                ConsumerConfig.GROUP_ID_CONFIG,
                                NAME,
                                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                RangeAssignor.class.getName(),
                                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                                SESSION_MS,
                                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                                SESSION_MS / 4,
                                // It never polls again once it is in.
                                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                                Integer.MAX_VALUE,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest")),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()));
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            group.await(deadline, group::isIn, "processors have not stopped: ", group::names);
            group.await(deadline, group::nothingIsInDoubt, "transactions of processors have not ended: ", group::open);
        } catch (RuntimeException e) {
            group.close();
            throw e;
        }
        return group;
    }

    /** @throws RebuildException when somebody else has come in */
    void requireAlone() {
        Collection<String> members = memberIds();
        if (!members.equals(List.of(member.groupMetadata().memberId()))) {
            throw new RebuildException("the rebuild has lost the processors' group; its members are " + members);
        }
    }

    @Override
    public void close() {
        member.close();
    }

    private void await(long deadline, BooleanSupplier condition, String problem, Supplier<String> who) {
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new RebuildException(problem + who.get());
            }
            pause();
        }
    }

    /**
     * The inputs, as the processors have them: the group forgets offsets of what nobody in it subscribes to. Once it has
     * asked to come in it goes on asking, whatever the group looks like meanwhile: Kafka lets a new group gather for some
     * seconds, and drops who does not ask on.
     */
    private boolean isIn() {
        try {
            if (member.subscription().isEmpty()) {
                if (!members().isEmpty()) {
                    return false;
                }
                member.subscribe(List.of(Topic.COMMANDS.topicName(), Topic.TRANSFERS.topicName()));
            }
            member.poll(POLL);
            member.pause(member.assignment());
            return !member.assignment().isEmpty();
        } catch (InconsistentGroupProtocolException e) {
            // A processor has come in meanwhile; it will leave when it has read that it must.
            return false;
        }
    }

    private boolean nothingIsInDoubt() {
        return openTransactions().isEmpty();
    }

    private List<String> openTransactions() {
        return KafkaAnswer.of(admin.listTransactions().all()).stream()
                .filter(transaction -> transaction.transactionalId().startsWith(NAME + "-"))
                .filter(transaction -> transaction.state() != TransactionState.EMPTY
                        && transaction.state() != TransactionState.COMPLETE_COMMIT
                        && transaction.state() != TransactionState.COMPLETE_ABORT)
                .map(transaction -> transaction.transactionalId() + " is " + transaction.state())
                .toList();
    }

    private String open() {
        return String.join(", ", openTransactions());
    }

    private String names() {
        return members().stream()
                .map(each -> each.clientId() + " on " + each.host())
                .collect(Collectors.joining(", "));
    }

    private List<String> memberIds() {
        return members().stream().map(each -> each.consumerId()).toList();
    }

    private Collection<MemberDescription> members() {
        try {
            return KafkaAnswer.of(admin.describeConsumerGroups(List.of(NAME)).all())
                    .get(NAME)
                    .members();
        } catch (GroupIdNotFoundException e) {
            // No processor has ever run on this cluster, or none for long.
            return List.of();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the processors", e);
        }
    }
}
