package dev.promissory.views.webhooks;

import dev.promissory.domain.WalletId;
import dev.promissory.views.feed.Filter;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A registration: somebody wants to be told of facts.
 *
 * @param id chosen by its owner, or made up
 * @param generation tells it from an earlier one under the same id, which has been removed
 * @param run counts how often its positions were set back; each run keeps its place in a group of its own, so that
 *     nobody who still works on the last run can move the place of this one
 * @param start from where it was asked to begin
 * @param positions by partition, where a run begins that has not kept a place yet
 * @param suspension present while nothing is delivered
 */
record Webhook(
        String id,
        String generation,
        int run,
        Target target,
        Start start,
        Instant registeredAt,
        Map<Integer, Long> positions,
        Optional<Suspension> suspension) {

    private static final String GROUP_PREFIX = "promissory-webhook-";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    /** Where deliveries go, and which facts. */
    record Target(URI url, Secret secret, Filter filter) {}

    /** From where a webhook begins. */
    enum Start {
        NOW("now"),
        BEGINNING("start");

        private final String label;

        Start(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }

        static Optional<Start> ofLabel(String label) {
            for (Start start : values()) {
                if (start.label.equals(label)) {
                    return Optional.of(start);
                }
            }
            return Optional.empty();
        }
    }

    Webhook {
        positions = Map.copyOf(positions);
    }

    static boolean isValidId(String text) {
        return ID.matcher(text).matches();
    }

    boolean active() {
        return suspension.isEmpty();
    }

    boolean wants(WalletId walletId, String type) {
        return target.filter().wants(walletId) && target.filter().wants(type);
    }

    /** Whether both were asked for with the same words. */
    boolean asksTheSameAs(Webhook other) {
        return id.equals(other.id) && target.equals(other.target) && start == other.start;
    }

    /** The Kafka group whose offsets are this run's place. */
    String group() {
        return GROUP_PREFIX + id + "-" + generation + "-" + run;
    }

    /** @param known the places it has kept: those of the group may be forgotten while nothing moves them */
    Webhook suspended(Suspension why, Map<Integer, Long> known) {
        Map<Integer, Long> kept = new TreeMap<>(positions);
        kept.putAll(known);
        return new Webhook(id, generation, run, target, start, registeredAt, kept, Optional.of(why));
    }

    Webhook resumed() {
        return new Webhook(id, generation, run, target, start, registeredAt, positions, Optional.empty());
    }

    /** A new run from these positions. */
    Webhook setBackTo(Map<Integer, Long> from) {
        return new Webhook(id, generation, run + 1, target, start, registeredAt, from, suspension);
    }
}
