using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.English;

/// <summary>No text makes a reader throw, or show a place outside the text.</summary>
public sealed class EnglishHostileTests
{
    private static readonly RecognizerModel[] Models =
    [
        RecognizerModel.Number, RecognizerModel.Ordinal, RecognizerModel.Percentage, RecognizerModel.NumberRange, RecognizerModel.Currency, RecognizerModel.Dimension,
        RecognizerModel.Age, RecognizerModel.Temperature, RecognizerModel.PhoneNumber, RecognizerModel.Email, RecognizerModel.Url, RecognizerModel.Boolean,
    ];

    private static readonly string[] Pieces =
        ("one two hundred and a half quarter third fifths 5 10 1/2 1.5 , . - -- % $ € usd dollars cents feet in pm m k e ^ ( ) [ ] +44 00 @ http:// www. .com c f ° degrees year "
        + "old of the last next to more than less or equal between from > < = 👌 🏽 不 是 ½ ² \" ' # : / x ext \uD83D \u202F 100,000 12,34,567 million dozen point minus st th 10)").Split(' ');

    [Theory]
    [InlineData("one ")]
    [InlineData("one hundred and ")]
    [InlineData("one half of a ")]
    [InlineData("twenty-")]
    [InlineData("1")]
    [InlineData("1,")]
    [InlineData("11,")]
    [InlineData("1.111,")]
    [InlineData("1 ")]
    [InlineData("1/")]
    [InlineData("12-")]
    [InlineData("+1 (")]
    [InlineData("1 or ")]
    [InlineData("equal to ")]
    [InlineData("the one before ")]
    [InlineData("- ")]
    [InlineData("(")]
    [InlineData("%")]
    [InlineData("$5 ")]
    [InlineData("5 dollars ")]
    [InlineData("5 feet ")]
    [InlineData("square ")]
    [InlineData("a.b@")]
    [InlineData("http://")]
    [InlineData(".")]
    [InlineData("👌🏼")]
    [InlineData("\uD83D")]
    [InlineData("不是")]
    public void Run_OfTheSame_IsRead(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 10_000 / piece.Length));
        foreach (var model in Models)
        {
            Reads.Shown(text, model);
        }
    }

    [Fact]
    public void Mixtures_AreRead()
    {
        var random = new Random(7);
        for (var round = 0; round < 5_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)] + (random.Next(3) > 0 ? " " : "")));
            foreach (var model in Models)
            {
                Reads.Shown(text, model);
            }
        }
    }
}
