package dev.promissory.mint.service;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.WalletId;
import dev.promissory.mint.service.Sighting.Way;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.reactions.Desk;
import dev.promissory.reactions.Reaction;
import dev.promissory.reactions.SeenFact;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * Reads the wallets' facts and tells each currency's steward what concerns it. Facts are on their wallet's partition, the
 * steward on its currency's: so what was seen travels, signed with the mint's key, since whoever could forge it would be
 * given gifts.
 */
final class Witness implements Reaction {

    private static final String GIFT = "gift";

    private final WalletId wallet;
    private final SigningKey key;
    private final Uuid factsId;

    Witness(MintRules rules) {
        this.wallet = rules.wallet();
        this.key = rules.key();
        this.factsId = rules.layout().of(Topic.FACTS.topicName()).id();
    }

    @Override
    public void on(SeenFact seen, Desk desk) {
        for (Sighting sighting : sightings(seen)) {
            byte[] value = SightingJson.write(Sighted.at(sighting, factsId, seen.origin()));
            // A sealer is not for several threads, and this witness is.
            byte[] mac = HeaderNames.hex(new Sealer(key).macOf(value));
            desk.tell(MintTopology.SIGHTINGS, sighting.currency().code(), value, Map.of(HeaderNames.MESSAGE_MAC, mac));
        }
    }

    private List<Sighting> sightings(SeenFact seen) {
        return switch (seen.fact()) {
            case Fact.TransferReceived received -> received(received, seen);
            case Fact.MoneyDeposited deposited ->
                isOurs(deposited)
                        ? List.of(new Sighting.Arrived(deposited.head().commandId(), deposited.money(), Way.DEPOSIT))
                        : List.of();
            case Fact.TransferReturned returned -> isOurs(returned) ? returned(returned) : List.of();
            case Fact.TransferPromised any -> List.of();
            case Fact.TransferRefused any -> List.of();
            case Fact.MoneyWithdrawn any -> List.of();
            case Fact.WalletOpened any -> List.of();
            case Fact.HoldPlaced any -> List.of();
            case Fact.HoldCaptured any -> List.of();
            case Fact.HoldReleased any -> List.of();
            case Fact.HoldExpired any -> List.of();
            case Fact.OverdraftLimitSet any -> List.of();
            case Fact.TransferAccepted any -> List.of();
            case Fact.TransferSettled any -> List.of();
            case Fact.TransferReleased any -> List.of();
            case Fact.TransferScheduled any -> List.of();
            case Fact.ScheduleCancelled any -> List.of();
            case Fact.ScheduleFailed any -> List.of();
            case Fact.JournalOpened any -> List.of();
            case Fact.JournalSettled any -> List.of();
            case Fact.JournalReturned any -> List.of();
            case Fact.TransferReserved any -> List.of();
            case Fact.WalletDescribed any -> List.of();
            case Fact.WalletFrozen any -> List.of();
            case Fact.WalletUnfrozen any -> List.of();
            case Fact.WalletClosed any -> List.of();
        };
    }

    /**
     * To send is to promise to somebody. What a journal moves was agreed on by all, and what is sent back was somebody
     * else's gift: neither earns one.
     */
    private List<Sighting> received(Fact.TransferReceived received, SeenFact seen) {
        List<Money> sums = Posting.sums(received.postings().stream().map(Posting::money));
        if (received.promiseId().sender().equals(wallet)) {
            return sums.stream()
                    .<Sighting>map(sum -> new Sighting.Arrived(received.head().commandId(), sum, Way.TRANSFER))
                    .toList();
        }
        if (received.promiseId().isOfJournal() || received.occasion() instanceof Occasion.Reversal) {
            return List.of();
        }
        return sums.stream()
                .<Sighting>map(sum ->
                        new Sighting.PromiseKept(received.promiseId(), sum, giftId(seen, sums, sum), seen.hash()))
                .toList();
    }

    /** A fact may lead to one gift in each of its currencies. */
    private static CommandId giftId(SeenFact seen, List<Money> sums, Money sum) {
        return seen.commandId(sums.size() == 1 ? GIFT : GIFT + sum.currency().code());
    }

    private boolean isOurs(Fact fact) {
        return fact.walletId().equals(wallet);
    }

    private static List<Sighting> returned(Fact.TransferReturned returned) {
        return returned.legs().stream()
                .map(leg -> leg.money().currency())
                .distinct()
                .map(currency ->
                        (Sighting) new Sighting.Failed(returned.head().commandId(), currency, returned.reason()))
                .toList();
    }
}
