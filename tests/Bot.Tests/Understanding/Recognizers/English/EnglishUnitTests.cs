using Bot.Core.Understanding.Recognizers;

namespace Bot.Tests.Understanding.Recognizers.English;

/// <summary>English money, measures, ages and temperatures, beside those of the specs.</summary>
public sealed class EnglishUnitTests
{
    [Theory]
    [InlineData("10 pounds and 50 pence", "10 pounds and 50 pence=10.5 Pound")]
    [InlineData("3 us dollars 5 cents", "3 us dollars 5 cents=3.05 United States dollar USD")]
    [InlineData("10.50 EUR, then EUR 20", "10.50 eur=10.5 Euro EUR; eur 20=20 Euro EUR")]
    [InlineData("between $10k and $1.5m", "$10k=10000 Dollar; $1.5m=1500000 Dollar")]
    [InlineData("20 swiss francs or CHF 20", "20 swiss francs=20 Swiss franc CHF; chf 20=20 Swiss franc CHF")]
    [InlineData("500 TRY and 300 ALL", "500 try=500 Turkish lira TRY; 300 all=300 Albanian lek ALL")]
    [InlineData("try 5 times, all 3", "")]
    [InlineData("5 per cent", "")]
    [InlineData("R$ 30 and ₹500", "r$ 30=30 Brazilian real BRL; ₹500=500 Indian rupee INR")]
    [InlineData("3 yuan 5 jiao", "3 yuan 5 jiao=3.5 Chinese yuan CNY")]
    [InlineData("12 KWD 500 fils", "12 kwd 500 fils=12.5 Kuwaiti dinar KWD")]
    [InlineData("15 dollars 150", "15 dollars=15 Dollar")]
    [InlineData("20 MCHF", "20 mchf=20000000 Swiss franc CHF")]
    public void Currency(string text, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.Currency));

    [Theory]
    [InlineData("a 27-inch screen of 5.5kg", "27-inch=27 Inch; 5.5kg=5.5 Kilogram")]
    [InlineData("3 yards 2 feet", "3 yards 2 feet=3.6666666666666665 Yard")]
    [InlineData("60 mph, 100 km/h and 5 meters a second", "60 mph=60 Mile per hour; 100 km/h=100 Kilometer per hour; 5 meters a second=5 Meter per second")]
    [InlineData("2 litres of milk in 30 m²", "2 litres=2 Liter; 30 m²=30 Square meter")]
    [InlineData("a 6-foot-2 man", "6-foot=6 Foot")]
    [InlineData("half mile, 1 sq ft, 12 fl oz", "half mile=0.5 Mile; 1 sq ft=1 Square foot; 12 fl oz=12 Fluid ounce")]
    [InlineData("16 GB and 1 tb", "16 gb=16 Gigabyte; 1 tb=1 Terabyte")]
    [InlineData("call at 6.30pm or 11pm", "")]
    [InlineData("come for 2 in may, \"take 10\" of $5 m", "")]
    [InlineData("model X-5m", "")]
    public void Dimension(string text, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.Dimension));

    [Theory]
    [InlineData("a 3-year-old and a ten year old", "3-year-old=3 Year; ten year old=10 Year")]
    [InlineData("18 months of age", "18 months of age=18 Month")]
    public void Age(string text, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.Age));

    [Theory]
    [InlineData("minus 5 degrees centigrade", "minus 5 degrees centigrade=-5 C")]
    [InlineData("300 kelvin, 25°C, 77 °F", "300 kelvin=300 K; 25°c=25 C; 77 °f=77 F")]
    [InlineData("the weather is 30 c", "30 c=30 C")]
    [InlineData("form 30c, 30k", "")]
    [InlineData("rotate it by 30 degrees", "")]
    public void Temperature(string text, string wanted) => Assert.Equal(wanted, Reads.Shown(text, RecognizerModel.Temperature));
}
