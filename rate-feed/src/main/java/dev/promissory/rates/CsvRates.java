package dev.promissory.rates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Rate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rates as CSV: a header with {@code base,quote,rate} and, if wanted, {@code at} and {@code source}, in any order; then
 * one rate a line. Blanks around a value do not count, and an empty value is none.
 */
final class CsvRates {

    private static final Set<String> NEEDED = Set.of("base", "quote", "rate");
    private static final Set<String> ALLOWED = Set.of("base", "quote", "rate", "at", "source");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final ObjectReader ROWS = new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES);

    private final String fileName;
    private final QuotationReader reader;

    /**
     * @param fileName the source of lines that name none
     * @param readAt the time of rates that name none
     */
    CsvRates(String fileName, Instant readAt) {
        this.fileName = fileName;
        this.reader = new QuotationReader(readAt);
    }

    /** @throws BadRateFileException when its header is not the one described */
    List<Quotation> read(String text) {
        String csv = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        List<Quotation> said = new ArrayList<>();
        List<String> header = List.of();
        int number = 0;
        for (String line : csv.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String where = "line " + number;
            Optional<List<String>> values = values(line);
            if (values.isEmpty()) {
                said.add(Quotation.Refused.unreadable(where, Refusal.ILL_FORMED, "is not CSV: see its quotes"));
            } else if (header.isEmpty()) {
                header = header(where, values.get());
            } else {
                said.add(quotation(where, header, values.get()));
            }
        }
        if (header.isEmpty()) {
            throw badHeader("line 1");
        }
        return said;
    }

    /** Line by line, so that a bad one is named by its own number: a value does not go on in the next line. */
    private static Optional<List<String>> values(String line) {
        try (MappingIterator<String[]> rows = ROWS.readValues(line)) {
            return Optional.of(
                    Arrays.stream(rows.nextValue()).map(String::strip).toList());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private List<String> header(String where, List<String> header) {
        if (!header.containsAll(NEEDED)
                || !ALLOWED.containsAll(header)
                || new HashSet<>(header).size() < header.size()) {
            throw badHeader(where);
        }
        return header;
    }

    private Quotation quotation(String where, List<String> header, List<String> row) {
        if (row.size() != header.size()) {
            String detail = "has " + row.size() + " values, but the header has " + header.size();
            return Quotation.Refused.unreadable(where, Refusal.ILL_FORMED, detail);
        }
        ObjectNode fields = Json.object();
        String source = fileName;
        for (int column = 0; column < row.size(); column++) {
            String name = header.get(column);
            if (row.get(column).isEmpty()) {
                continue;
            }
            if (name.equals("source")) {
                source = row.get(column);
            } else {
                fields.put(name, row.get(column));
            }
        }
        if (source.length() > Rate.MAX_SOURCE_LENGTH) {
            String detail = "source must not have more than " + Rate.MAX_SOURCE_LENGTH + " characters";
            return Quotation.Refused.unreadable(where, Refusal.ILL_FORMED, detail);
        }
        return reader.read(where, new Fields(fields), source);
    }

    private BadRateFileException badHeader(String where) {
        String problem = where + ": the header must be base,quote,rate and may also have at and source";
        return new BadRateFileException(fileName, List.of(problem));
    }
}
