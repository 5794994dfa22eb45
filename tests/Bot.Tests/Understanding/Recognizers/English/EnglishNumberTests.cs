using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.English;

/// <summary>English numbers, ordinals, percentages and ranges, beside those of the specs.</summary>
public sealed class EnglishNumberTests
{
    [Theory]
    [InlineData("a hundred and five", "a hundred and five=105")]
    [InlineData("nine hundred ninety nine thousand nine hundred ninety nine", "nine hundred ninety nine thousand nine hundred ninety nine=999999")]
    [InlineData("one two three", "one=1; two=2; three=3")]
    [InlineData("half a dozen eggs and two dozen", "half a dozen=6; two dozen=24")]
    [InlineData("one and a half million", "one and a half million=1500000")]
    [InlineData("three quarters of a million", "three quarters of a million=750000")]
    [InlineData("3 and a half", "3 and a half=3.5")]
    [InlineData("half an hour", "half=0.5")]
    [InlineData("a hundred trillionths", "a hundred trillionths=1E-10")]
    [InlineData("one hundred and thirty fifths", "one hundred and thirty fifths=26")]
    [InlineData("five seconds", "five=5")]
    [InlineData("ninety-nine point nine nine", "ninety-nine point nine nine=99.99")]
    [InlineData("1.5k followers, 2.5 million, $10m", "1.5k=1500; 2.5 million=2500000; 10m=10000000")]
    [InlineData("1,234.56 or 1.234,56 and 1 234 567", "1,234.56=1234.56; 1.234,56=1234.56; 1 234 567=1234567")]
    [InlineData("2½ cups and minus 12", "2½=2.5; minus 12=-12")]
    [InlineData("3 hundred 21 and 2 lakh 50 thousand", "3 hundred 21=321; 2 lakh 50 thousand=250000")]
    [InlineData("1e-5 2^10", "1e-5=1E-05; 2^10=1024")]
    [InlineData("1/0 of 1/2/2016", "1=1; 0=0; 1=1; 2=2; 2016=2016")]
    [InlineData("the one and this one, 29km and an apple", "")]
    public void Number(string text, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.Number));

    [Theory]
    [InlineData("the thirty-first and the 42nd", "thirty-first=31; 42nd=42")]
    [InlineData("one hundred and first, 1,234th", "one hundred and first=101; 1,234th=1234")]
    [InlineData("the penultimate one, then the previous one", "penultimate=end-1; previous one=current-1")]
    [InlineData("the last but one, the   last", "the last but one=end-1; last=end+0")]
    public void Ordinal(string text, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.Ordinal));

    [Theory]
    [InlineData("twenty percent off, 5.5 % and 7 per cents", "twenty percent=20%; 5.5 %=5.5%; 7 per cents=7%")]
    [InlineData("half a percent", "half a percent=0.5%")]
    [InlineData("percents of 210", "percents of 210=210%")]
    [InlineData("percent and 100%25", "")]
    public void Percentage(string text, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.Percentage));

    [Theory]
    [InlineData("from 5 to 7.5 apples", "from 5 to 7.5=[5,7.5)")]
    [InlineData("between the second and the 7th", "between the second and the 7th=[2,7)")]
    [InlineData("between one hundred and two hundred", "between one hundred and two hundred=[100,200)")]
    [InlineData("not more than 20", "not more than 20=(,20]")]
    [InlineData("fewer than 10 but more than 3", "fewer than 10 but more than 3=(3,10)")]
    [InlineData("above 20, below 40", "above 20, below 40=(20,40)")]
    [InlineData("equal to 5 or more", "equal to 5 or more=[5,)")]
    [InlineData("x >= 5 and x <= 9", ">= 5=[5,); <= 9=(,9]")]
    [InlineData("30-20 is 10", "")]
    [InlineData("equal equal equal equal", "")]
    public void NumberRange(string text, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.NumberRange));
}
