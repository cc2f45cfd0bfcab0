package dev.promissory.rates;

import dev.promissory.protocol.Rate;
import dev.promissory.rates.Sieve.Sifted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A CSV file of rates, published whole or not at all. What a person has written may change by any amount. */
public final class RateFile {

    /** Far more than all pairs there are; a file that is larger is another file. */
    private static final int MAX_BYTES = 16 << 20;

    private final String name;
    private final List<Quotation> said;
    private final Instant readAt;

    private RateFile(String name, List<Quotation> said, Instant readAt) {
        this.name = name;
        this.said = said;
        this.readAt = readAt;
    }

    /**
     * Reads the file; {@link #publish} says which of its lines are bad.
     *
     * @throws BadRateFileException when it cannot be read at all
     */
    public static RateFile read(Path file, Clock clock) {
        Instant now = clock.instant();
        String name = String.valueOf(file.getFileName());
        if (name.length() > Rate.MAX_SOURCE_LENGTH) {
            throw bad(file, "its name is longer than a source may be");
        }
        List<Quotation> said = new CsvRates(name, now).read(text(file));
        if (said.isEmpty()) {
            throw bad(file, "no rates in the file");
        }
        return new RateFile(name, said, now);
    }

    /**
     * Publishes every rate of the file.
     *
     * @throws BadRateFileException when a line is bad: then nothing was published
     * @throws dev.promissory.protocol.KafkaUnavailableException when Kafka does not answer
     */
    public Publication publish(RatesTopicSettings settings) throws InterruptedException {
        try (RatesTopic topic = RatesTopic.open(settings)) {
            return publish(topic);
        }
    }

    Publication publish(RatesTopic topic) throws InterruptedException {
        topic.catchUp();
        Sifted sifted = new Sieve(Sieve.ANY_CHANGE).sift(said, topic::published, topic.room(), readAt);
        if (!sifted.refused().isEmpty()) {
            throw new BadRateFileException(
                    name,
                    sifted.refused().stream()
                            .map(bad -> bad.where() + ": " + bad.detail())
                            .toList());
        }
        topic.publish(sifted.fresh());
        return Publication.of(sifted);
    }

    private static String text(Path file) {
        // Not its size: a pipe has none.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw bad(file, "it is larger than " + (MAX_BYTES >> 20) + " MiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad(file, "it is not UTF-8 text");
        } catch (NoSuchFileException e) {
            throw bad(file, "there is no such file");
        } catch (IOException e) {
            throw bad(file, "it cannot be read: " + e);
        }
    }

    private static BadRateFileException bad(Path file, String problem) {
        return new BadRateFileException(file.toString(), List.of(problem));
    }
}
