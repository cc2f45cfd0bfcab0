package dev.promissory.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.Reversed;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The fields of one JSON object, taken out by name and type. Every method throws {@link UnreadableException}, naming the
 * field, when it is missing or of another type. {@link #requireNoOthers} refuses what nobody has taken.
 */
public final class Fields {

    /** Longer than any amount can be, short enough to be harmless. */
    private static final int MAX_AMOUNT_LENGTH = 200;

    private final ObjectNode node;

    /** With repetitions: there are few, and only commands are asked for what is not among them. */
    private final List<String> taken = new ArrayList<>(16);

    public Fields(ObjectNode node) {
        this.node = node;
    }

    /** The first version, the only one there has been of most records. */
    public void requireVersion() {
        requireVersion(Versions.ONLY_THE_FIRST);
    }

    /** Lifts the object to the newest of these versions. */
    public void requireVersion(Versions versions) {
        take("v");
        versions.lift(node);
    }

    public void requireNoOthers() {
        node.fieldNames().forEachRemaining(name -> {
            if (!taken.contains(name)) {
                throw new UnreadableException("unknown field " + name, name);
            }
        });
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new UnreadableException(name + " must be a string", name);
        }
        return Optional.of(value.textValue());
    }

    /** An array of strings; empty when the field is absent. */
    public List<String> texts(String name) {
        JsonNode array = take(name);
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            throw new UnreadableException(name + " must be an array", name);
        }
        List<String> texts = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                throw new UnreadableException(name + " must hold strings", name);
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    public WalletId walletId(String name) {
        String text = text(name);
        if (!WalletId.isValid(text)) {
            throw illFormedId(name);
        }
        return new WalletId(text);
    }

    public CommandId commandId(String name) {
        String text = text(name);
        if (!CommandId.isValid(text)) {
            throw illFormedId(name);
        }
        return new CommandId(text);
    }

    public Optional<WalletId> optionalWalletId(String name) {
        return has(name) ? Optional.of(walletId(name)) : Optional.empty();
    }

    public HoldId holdId(String name) {
        String text = text(name);
        if (!HoldId.isValid(text)) {
            throw illFormedId(name);
        }
        return new HoldId(text);
    }

    public Optional<HoldId> optionalHoldId(String name) {
        return has(name) ? Optional.of(holdId(name)) : Optional.empty();
    }

    public ScheduleId scheduleId(String name) {
        return ScheduleId.parse(text(name)).orElseThrow(() -> illFormedPlace(name));
    }

    public Optional<ScheduleId> optionalScheduleId(String name) {
        return has(name) ? Optional.of(scheduleId(name)) : Optional.empty();
    }

    public Optional<Reversed> optionalReversed(String name) {
        return optionalText(name).map(text -> Reversed.parse(text).orElseThrow(() -> illFormedPlace(name)));
    }

    public Currency currency(String name) {
        String text = text(name);
        if (!Currency.isValid(text)) {
            throw new UnreadableException(name + " must match [A-Z0-9]{2,12}", name);
        }
        return new Currency(text);
    }

    public PromiseId promiseId(String name) {
        return PromiseId.parse(text(name)).orElseThrow(() -> illFormedPlace(name));
    }

    public Optional<PromiseId> optionalPromiseId(String name) {
        return has(name) ? Optional.of(promiseId(name)) : Optional.empty();
    }

    public Rejection rejection(String name) {
        return Rejection.ofCode(text(name))
                .orElseThrow(() -> new UnreadableException(name + " is no known code", name));
    }

    public long integer(String name) {
        return optionalInteger(name).orElseThrow(() -> missing(name));
    }

    public OptionalLong optionalInteger(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UnreadableException(name + " must be a whole number", name);
        }
        return OptionalLong.of(value.longValue());
    }

    /** A place in a wallet's history, at least this. */
    public long sequence(long least) {
        long sequence = integer("sequence");
        if (sequence < least) {
            throw new UnreadableException("sequence must be at least " + least, "sequence");
        }
        return sequence;
    }

    /** Whether the field is there and true. */
    public boolean flag(String name) {
        JsonNode value = take(name);
        if (value != null && !value.isBoolean()) {
            throw new UnreadableException(name + " must be true or false", name);
        }
        return value != null && value.booleanValue();
    }

    /** A time to the millisecond, as it is written; one that no record can have is none. */
    public Instant time(String name) {
        try {
            return TimeText.read(text(name));
        } catch (DateTimeException | ArithmeticException e) {
            throw new UnreadableException(name + " must be a time such as 2026-11-23T08:00:00.000Z", name);
        }
    }

    public Optional<Instant> optionalTime(String name) {
        return has(name) ? Optional.of(time(name)) : Optional.empty();
    }

    /** Money nobody has judged yet: {@code amount} and {@code currency}. */
    public RequestedMoney requestedMoney() {
        return new RequestedMoney(decimal("amount"), text("currency"));
    }

    /** As {@link #requestedMoney}, when the object must have nothing else. */
    public RequestedMoney onlyRequestedMoney() {
        RequestedMoney money = requestedMoney();
        requireNoOthers();
        return money;
    }

    /** Money that a steward moved or promised to move, {@code amount} and {@code currency}: more than nothing. */
    public Money movedMoney() {
        Money money = money("amount", text("currency"));
        if (!money.isPositive()) {
            throw new UnreadableException("amount must be greater than zero", "amount");
        }
        return money;
    }

    /** Money of a record that a steward wrote: it must be exact in its currency. */
    public Money money(String amountField, String currency) {
        return optionalMoney(amountField, currency).orElseThrow(() -> missing(amountField));
    }

    public Optional<Money> optionalMoney(String amountField, String currency) {
        Optional<BigDecimal> amount = optionalDecimal(amountField);
        if (!Currency.isValid(currency)) {
            throw new UnreadableException("currency is ill-formed", "currency");
        }
        try {
            return amount.map(decimal -> new Money(new Currency(currency), decimal));
        } catch (ArithmeticException e) {
            throw new UnreadableException(amountField + " has too many fraction digits", amountField);
        }
    }

    public Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    public Optional<Fields> optionalObject(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof ObjectNode object)) {
            throw new UnreadableException(name + " must be an object", name);
        }
        return Optional.of(new Fields(object));
    }

    public List<Fields> objects(String name) {
        JsonNode array = take(name);
        if (array == null) {
            throw missing(name);
        }
        if (!array.isArray()) {
            throw new UnreadableException(name + " must be an array", name);
        }
        List<Fields> objects = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode object)) {
                throw new UnreadableException(name + " must hold objects", name);
            }
            objects.add(new Fields(object));
        }
        return objects;
    }

    public Memo memo() {
        Optional<String> reference = optionalText("reference");
        JsonNode metadata = take("metadata");
        if (metadata == null) {
            return reference.isEmpty() ? Memo.none() : new Memo(reference, new TreeMap<>());
        }
        if (!metadata.isObject()) {
            throw new UnreadableException("metadata must be an object", "metadata");
        }
        TreeMap<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            if (!entry.getValue().isTextual()) {
                throw new UnreadableException("metadata must hold strings", "metadata");
            }
            texts.put(entry.getKey(), entry.getValue().textValue());
        }
        return new Memo(reference, texts);
    }

    /** A decimal as it was written, as text or as a number. */
    public BigDecimal decimal(String name) {
        return optionalDecimal(name).orElseThrow(() -> missing(name));
    }

    /** A decimal that is more than zero and no longer than any amount. */
    public BigDecimal positiveDecimal(String name) {
        BigDecimal value = decimal(name);
        if (value.signum() <= 0 || Rate.digits(value) > Rate.MAX_DIGITS) {
            throw new UnreadableException(
                    name + " must be more than zero and have at most " + Rate.MAX_DIGITS + " digits", name);
        }
        return value;
    }

    public Optional<BigDecimal> optionalDecimal(String name) {
        JsonNode value = take(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value.isTextual() && isPlainDecimal(value.textValue())) {
            return Optional.of(new BigDecimal(value.textValue()));
        }
        if (value.isNumber() && isShortWhenWrittenOut(value.decimalValue())) {
            return Optional.of(value.decimalValue());
        }
        throw new UnreadableException(name + " must be a decimal such as \"12.50\"", name);
    }

    /** {@code -?[0-9]+(\.[0-9]+)?}: what BigDecimal takes beyond that (exponents, other scripts' digits) is no amount. */
    private static boolean isPlainDecimal(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        if (text.length() > MAX_AMOUNT_LENGTH) {
            return false;
        }
        return point < 0
                ? isDigits(text, start, text.length())
                : isDigits(text, start, point) && isDigits(text, point + 1, text.length());
    }

    /** Looks at the exponent first: 1E999999999 is a short text and a very long decimal. */
    private static boolean isShortWhenWrittenOut(BigDecimal number) {
        return Math.abs((long) number.scale()) <= MAX_AMOUNT_LENGTH
                && number.toPlainString().length() <= MAX_AMOUNT_LENGTH;
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }

    /** Whether the field is there and not JSON's null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** The field's value; null when it is absent or JSON's null. */
    private JsonNode take(String name) {
        taken.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static UnreadableException missing(String name) {
        return new UnreadableException(name + " is missing", name);
    }

    private static UnreadableException illFormedPlace(String name) {
        return new UnreadableException(name + " must be <wallet>~<sequence>", name);
    }

    private static UnreadableException illFormedId(String name) {
        return new UnreadableException(name + " must match [A-Za-z0-9][A-Za-z0-9._:-]{0,127}", name);
    }
}
