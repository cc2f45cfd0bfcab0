package dev.promissory.rates;

import dev.promissory.protocol.Rate;
import dev.promissory.rates.Sieve.Sifted;
import java.util.List;

/**
 * What became of the rates of one file or one answer.
 *
 * @param published now on wallet.rates
 * @param known which were there already, just so
 * @param refused one line each, with place and reason
 */
public record Publication(List<Rate> published, List<Rate> known, List<String> refused) {

    public Publication {
        published = List.copyOf(published);
        known = List.copyOf(known);
        refused = List.copyOf(refused);
    }

    static Publication of(Sifted sifted) {
        return new Publication(
                sifted.fresh(),
                sifted.known(),
                sifted.refused().stream().map(Quotation.Refused::toString).toList());
    }
}
