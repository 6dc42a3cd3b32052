import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of a file whether it is PDF/A-2b and PDF/UA-1, and which rules it breaks. */
public class Check {
    public static void main(String[] given) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : new String[] {"2b", "ua1"}) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(given[0]), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println(name + " " + result.isCompliant());
                result.getTestAssertions().stream()
                        .filter(each -> each.getStatus() == TestAssertion.Status.FAILED)
                        .forEach(each -> System.out.println("  " + each.getRuleId() + " " + each.getMessage()));
            }
        }
    }
}
