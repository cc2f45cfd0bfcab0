package dev.promissory.rates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
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
import java.util.HashSet;
import java.util.List;
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
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES);

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

    /** @throws BadRateFileException when it is no CSV, or its header is not the one described */
    List<Quotation> read(String text) {
        String csv = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        List<Quotation> said = new ArrayList<>();
        try (MappingIterator<String[]> rows = ROWS.readValues(csv)) {
            List<String> header = header(rows);
            while (rows.hasNextValue()) {
                int line = rows.getParser().currentTokenLocation().getLineNr();
                said.add(quotation("line " + line, header, rows.nextValue()));
            }
        } catch (JsonProcessingException e) {
            throw notCsv(e);
        } catch (RuntimeJsonMappingException e) {
            throw notCsv((JsonProcessingException) e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        return said;
    }

    private List<String> header(MappingIterator<String[]> rows) throws IOException {
        List<String> header = rows.hasNextValue() ? List.of(rows.nextValue()) : List.of();
        if (!header.containsAll(NEEDED)
                || !ALLOWED.containsAll(header)
                || new HashSet<>(header).size() < header.size()) {
            throw bad("line 1: the header must be base,quote,rate and may also have at and source");
        }
        return header;
    }

    private Quotation quotation(String where, List<String> header, String[] row) {
        if (row.length != header.size()) {
            String detail = "has " + row.length + " values, but the header has " + header.size();
            return Quotation.Refused.unreadable(where, Refusal.ILL_FORMED, detail);
        }
        ObjectNode fields = Json.object();
        String source = fileName;
        for (int column = 0; column < row.length; column++) {
            String name = header.get(column);
            if (row[column].isEmpty()) {
                continue;
            }
            if (name.equals("source")) {
                source = row[column];
            } else {
                fields.put(name, row[column]);
            }
        }
        if (source.length() > Rate.MAX_SOURCE_LENGTH) {
            String detail = "source must not have more than " + Rate.MAX_SOURCE_LENGTH + " characters";
            return Quotation.Refused.unreadable(where, Refusal.ILL_FORMED, detail);
        }
        return reader.read(where, new Fields(fields), source);
    }

    private BadRateFileException notCsv(JsonProcessingException e) {
        String line = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        return bad(line + "not CSV: " + e.getOriginalMessage());
    }

    private BadRateFileException bad(String problem) {
        return new BadRateFileException(fileName, List.of(problem));
    }
}
